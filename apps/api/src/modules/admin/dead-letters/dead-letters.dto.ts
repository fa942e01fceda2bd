import { ApiProperty } from '@nestjs/swagger';
import type { DeadLetter, Page } from '@parley/contracts';

class DeadLetterDto implements DeadLetter {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Where it failed' }) queue: string;
  @ApiProperty({ type: String, nullable: true }) topic: string | null;
  @ApiProperty() payload: string;
  @ApiProperty({ description: 'Whether it can be tried again as it is' }) readable: boolean;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) parkedAt: string;
}

export class DeadLetterPageDto implements Page<DeadLetter> {
  @ApiProperty({ type: [DeadLetterDto] }) items: DeadLetter[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
