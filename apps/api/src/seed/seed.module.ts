import { Module } from '@nestjs/common';
import { AppModule } from '../app.module';
import { AuthModule } from '../modules/auth';
import { ChatModule } from '../modules/chat';
import { MessagesModule } from '../modules/messages';
import { ReceiptsModule } from '../modules/receipts';
import { UsersModule } from '../modules/users';
import { SeedRepository } from './seed.repository';
import { SeedService } from './seed.service';

/** The whole application, and the hand that fills it. */
@Module({
  imports: [AppModule, AuthModule, ChatModule, MessagesModule, ReceiptsModule, UsersModule],
  providers: [SeedRepository, SeedService],
  exports: [SeedService],
})
export class SeedModule {}
