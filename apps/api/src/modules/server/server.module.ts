import { Module } from '@nestjs/common';
import { UsersModule } from '../users';
import { FirstRun } from './first-run';
import { InvitePreviewController } from './invites/invite-preview.controller';
import { InvitesController } from './invites/invites.controller';
import { InvitesRepository } from './invites/invites.repository';
import { InvitesService } from './invites/invites.service';
import { Registration } from './registration.service';
import { ServerSettings } from './server-settings.service';
import { ServerController } from './server.controller';

@Module({
  imports: [UsersModule],
  controllers: [InvitePreviewController, InvitesController, ServerController],
  providers: [FirstRun, InvitesRepository, InvitesService, Registration, ServerSettings],
  exports: [FirstRun, Registration, ServerSettings],
})
export class ServerModule {}
