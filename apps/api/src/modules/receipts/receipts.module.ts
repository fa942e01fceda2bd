import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { UsersModule } from '../users';
import { ReceiptsController } from './receipts.controller';
import { ReceiptsRepository } from './receipts.repository';
import { ReceiptsService } from './receipts.service';
import { ReceiptsSocket } from './receipts.socket';

@Module({
  imports: [MembershipsModule, UsersModule],
  controllers: [ReceiptsController],
  providers: [ReceiptsService, ReceiptsRepository, ReceiptsSocket],
  exports: [ReceiptsService],
})
export class ReceiptsModule {}
