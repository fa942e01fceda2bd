import { ApiProperty } from '@nestjs/swagger';
import type { Message, Page, SavedMessage } from '@parley/contracts';
import { MessageDto } from '../messages.dto';

class SavedMessageDto implements SavedMessage {
  @ApiProperty({ type: MessageDto }) message: Message;
  @ApiProperty({ format: 'date-time' }) savedAt: string;
  @ApiProperty({ description: 'That saved it' }) selfRev: number;
}

export class SavedPageDto implements Page<SavedMessage> {
  @ApiProperty({ type: [SavedMessageDto] }) items: SavedMessage[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
