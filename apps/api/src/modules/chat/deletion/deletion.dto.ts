import { ApiProperty } from '@nestjs/swagger';
import type { ConversationKind, DeletedConversation, Page } from '@parley/contracts';
import { kinds } from '../chat.dto';

export class DeletedConversationDto implements DeletedConversation {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: kinds }) kind: ConversationKind;
  @ApiProperty() name: string;
  @ApiProperty({ type: Number, nullable: true }) hue: number | null;
  @ApiProperty({ format: 'date-time' }) deletedAt: string;
  @ApiProperty({ format: 'date-time', description: 'Then it is gone for good' }) purgedAt: string;
}

export class DeletedPageDto implements Page<DeletedConversation> {
  @ApiProperty({ type: [DeletedConversationDto] }) items: DeletedConversation[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
