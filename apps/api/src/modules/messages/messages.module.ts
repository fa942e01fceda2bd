import { Module } from '@nestjs/common';
import { Config } from '../../config';
import { Database } from '../../platform/database';
import { Log } from '../../platform/logging';
import { MembershipsModule } from '../memberships';
import { UsersModule } from '../users';
import { ActsController } from './acts/acts.controller';
import { ActsRepository } from './acts/acts.repository';
import { ActsService } from './acts/acts.service';
import { ActsSocket } from './acts/acts.socket';
import { DeleteService } from './acts/delete.service';
import { EditService } from './acts/edit.service';
import { ReactService } from './acts/react.service';
import { BodiesController } from './body-store/bodies.controller';
import { Bodies } from './body-store/bodies.service';
import { BodyReferences } from './body-store/body-references.repository';
import { BodyWalk } from './body-store/body-walk.repository';
import { BodyStore } from './body-store/body-store.port';
import { openBodyStore } from './body-store/open-body-store';
import { OrphanCollector } from './body-store/orphans.worker';
import { HistoryRepository } from './history.repository';
import { HistoryService } from './history.service';
import { LocateController } from './locating/locate.controller';
import { LocateRepository } from './locating/locate.repository';
import { LocateService } from './locating/locate.service';
import { MessageNews } from './message-news';
import { MessagesController } from './messages.controller';
import { MessagesRepository } from './messages.repository';
import { MessagesSocket } from './messages.socket';
import { PinsController } from './pins/pins.controller';
import { PinsRepository } from './pins/pins.repository';
import { PinsService } from './pins/pins.service';
import { PinsSocket } from './pins/pins.socket';
import { Cards } from './previews/cards.service';
import { LinkPreviewWorker } from './previews/link-preview.worker';
import { PreviewsController } from './previews/previews.controller';
import { PreviewsRepository } from './previews/previews.repository';
import { PreviewsService } from './previews/previews.service';
import { SavedController } from './saved/saved.controller';
import { SavedRepository } from './saved/saved.repository';
import { SavedService } from './saved/saved.service';
import { Drafting } from './sending/drafting';
import { SendRepository } from './sending/send.repository';
import { SendService } from './sending/send.service';
import { UnreadRepository } from './unread.repository';

@Module({
  imports: [MembershipsModule, UsersModule],
  controllers: [
    MessagesController,
    ActsController,
    BodiesController,
    LinkPreviewWorker,
    LocateController,
    PinsController,
    PreviewsController,
    SavedController,
  ],
  providers: [
    ActsRepository,
    ActsService,
    ActsSocket,
    { provide: BodyStore, inject: [Config, Database, Log], useFactory: openBodyStore },
    Bodies,
    BodyReferences,
    BodyWalk,
    Cards,
    DeleteService,
    Drafting,
    EditService,
    HistoryRepository,
    HistoryService,
    LocateRepository,
    LocateService,
    MessageNews,
    MessagesRepository,
    MessagesSocket,
    OrphanCollector,
    PinsRepository,
    PinsService,
    PinsSocket,
    PreviewsRepository,
    PreviewsService,
    ReactService,
    SavedRepository,
    SavedService,
    SendRepository,
    SendService,
    UnreadRepository,
  ],
  exports: [Bodies, MessagesRepository, SendService, UnreadRepository],
})
export class MessagesModule {}
