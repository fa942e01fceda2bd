import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type CreateInviteRequest,
  type Invite,
  type InvitePreview,
  type Page,
  invitedRoles,
  limits,
} from '@parley/contracts';
import { IsIn, IsUUID } from 'class-validator';
import { Optional, OptionalWholeNumber } from '../../../platform/validation';

export class CreateInviteDto implements CreateInviteRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'Makes a retry answer the first invite' })
  @Optional()
  @IsUUID()
  clientId?: string;

  @ApiPropertyOptional({ enum: invitedRoles, default: 'member' })
  @Optional()
  @IsIn(invitedRoles)
  role?: Invite['role'];

  @OptionalWholeNumber({ min: 0, max: limits.inviteHoursMax, initial: 168, description: '0: it does not expire' })
  expiresInHours?: number;

  @OptionalWholeNumber({ min: 0, max: limits.inviteUsesMax, initial: 0, description: '0: as often as one likes' })
  maxUses?: number;
}

class MakerDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

export class InviteDto implements Invite {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() code: string;
  @ApiProperty({ format: 'uri' }) url: string;
  @ApiProperty({ enum: invitedRoles }) role: Invite['role'];
  @ApiProperty({ type: MakerDto }) createdBy: Invite['createdBy'];
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) maxUses: number | null;
  @ApiProperty() uses: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: string | null;
}

export class InvitePageDto implements Page<Invite> {
  @ApiProperty({ type: [InviteDto] }) items: Invite[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class InvitePreviewDto implements InvitePreview {
  @ApiProperty() serverName: string;
  @ApiProperty() invitedBy: string;
}
