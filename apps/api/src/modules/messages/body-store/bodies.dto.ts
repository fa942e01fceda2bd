import { ApiProperty } from '@nestjs/swagger';
import { type MessageBodies, type MessageBody, limits } from '@parley/contracts';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';

/** Longer than any list that is allowed, so that a hostile one is not even split. */
const longest = limits.bodiesAtOnce * 40;

const listed = (value: unknown): unknown =>
  typeof value === 'string' && value.length <= longest ? value.split(',') : value;

export class BodiesQuery {
  @ApiProperty({
    type: String,
    description: `Ids of messages, separated by commas; at most ${limits.bodiesAtOnce}`,
  })
  @Transform(({ value }) => listed(value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.bodiesAtOnce)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

class MessageBodyDto implements MessageBody {
  @ApiProperty({ format: 'uuid' }) messageId: string;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The edit it belongs to' })
  editedAt: string | null;
}

export class MessageBodiesDto implements MessageBodies {
  @ApiProperty({ type: [MessageBodyDto] }) items: MessageBody[];
  @ApiProperty({ type: [String], description: 'They found no room: ask again for these' }) left: string[];
}
