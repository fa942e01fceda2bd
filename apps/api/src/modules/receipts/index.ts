export { ReceiptsModule } from './receipts.module';
export { ReceiptsService } from './receipts.service';
