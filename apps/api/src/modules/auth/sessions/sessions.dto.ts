import { ApiProperty } from '@nestjs/swagger';
import type { MySession, Page } from '@parley/contracts';

class MySessionDto implements MySession {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Whether it is the one that asks' }) current: boolean;
  @ApiProperty({ example: 'Firefox on Linux' }) device: string;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) lastSeenAt: string;
}

export class MySessionPageDto implements Page<MySession> {
  @ApiProperty({ type: [MySessionDto] }) items: MySession[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
