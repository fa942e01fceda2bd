import { ApiProperty } from '@nestjs/swagger';
import {
  type DeleteFor,
  type EarlierText,
  type EditRequest,
  type Page,
  type PinRequest,
  type ReactRequest,
  type SocketDeleteRequest,
  type SocketEditRequest,
  limits,
} from '@parley/contracts';
import { IsBoolean, IsIn, IsString, IsUUID } from 'class-validator';

const whose: DeleteFor[] = ['everyone', 'me'];

export class EditDto implements EditRequest {
  @ApiProperty({ description: `At most ${limits.textBytes} UTF-8 bytes` })
  @IsString()
  text: string;
}

export class SocketEditDto extends EditDto implements SocketEditRequest {
  @IsUUID()
  messageId: string;
}

export class DeleteQuery {
  @ApiProperty({ enum: whose, description: 'everyone: a tombstone stays; me: it is gone for this person alone' })
  @IsIn(whose)
  for: DeleteFor;
}

export class SocketDeleteDto extends DeleteQuery implements SocketDeleteRequest {
  @IsUUID()
  messageId: string;
}

export class ReactDto implements ReactRequest {
  @IsUUID()
  messageId: string;

  @IsString()
  emoji: string;

  @IsBoolean()
  on: boolean;
}

export class PinDto implements PinRequest {
  @IsUUID()
  messageId: string;

  @IsBoolean()
  on: boolean;
}

export class EarlierTextDto implements EarlierText {
  @ApiProperty({ description: 'Of the edit that replaced it' }) rev: number;
  @ApiProperty() text: string;
  @ApiProperty() large: boolean;
  @ApiProperty() textLength: number;
  @ApiProperty({ format: 'date-time' }) replacedAt: string;
}

export class EarlierTextPageDto implements Page<EarlierText> {
  @ApiProperty({ type: [EarlierTextDto] }) items: EarlierText[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
