import { ApiProperty } from '@nestjs/swagger';
import type { Page, Receipt, ReceiptRequest } from '@parley/contracts';
import { Transform } from 'class-transformer';
import { IsInt, IsUUID, Max, Min } from 'class-validator';

export class ReceiptRequestDto implements ReceiptRequest {
  @IsUUID()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  conversationId: string;

  @IsInt()
  @Min(0)
  @Max(2 ** 31 - 1)
  seq: number;
}

export class ReceiptDto implements Receipt {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({ format: 'uuid' }) conversationId: string;
  @ApiProperty() deliveredSeq: number;
  @ApiProperty() readSeq: number;
}

export class ReceiptPageDto implements Page<Receipt> {
  @ApiProperty({ type: [ReceiptDto] }) items: Receipt[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
