import { type PresenceRequest, type WatchRequest, limits } from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsUUID } from 'class-validator';

export class WatchDto implements WatchRequest {
  @IsArray()
  @ArrayMaxSize(limits.presenceWatched)
  @IsUUID(undefined, { each: true })
  userIds: string[];
}

export class PresenceDto implements PresenceRequest {
  @IsIn(['online', 'away'])
  state: 'online' | 'away';
}
