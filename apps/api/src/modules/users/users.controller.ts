import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Me, type Page, type Profile, type User, limits } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { DirectoryService } from './directory/directory.service';
import { ChangeProfileDto, ProfileDto } from './profile/profile.dto';
import { ProfileService } from './profile/profile.service';
import { MeDto, UserPageDto, UsersQuery } from './users.dto';
import { presentMe } from './users.presenter';
import { UsersService } from './users.service';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly profiles: ProfileService,
    private readonly directory: DirectoryService,
  ) {}

  @Get('me')
  @ApiOkResponse({ type: MeDto })
  async me(@CurrentActor() actor: Actor): Promise<Me> {
    return presentMe(await this.users.find(actor.userId));
  }

  @Patch('me')
  @Limited('profile.change')
  @ApiOkResponse({ type: MeDto })
  async change(@CurrentActor() actor: Actor, @Body() body: ChangeProfileDto): Promise<Me> {
    return presentMe(await this.profiles.change(actor, body));
  }

  @Get()
  @Limited('search')
  @ApiOkResponse({ type: UserPageDto })
  search(@CurrentActor() actor: Actor, @Query() query: UsersQuery): Promise<Page<User>> {
    const { search = '', cursor, limit = limits.pageSize } = query;
    return this.directory.search(actor, search, cursor, limit);
  }

  @Get(':id')
  @ApiOkResponse({ type: ProfileDto })
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Profile> {
    return this.profiles.seenBy(actor, id);
  }
}
