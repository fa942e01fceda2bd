import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Me, type Page, type User, limits } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { MeDto, UserDto, UserPageDto, UsersQuery } from './users.dto';
import { presentMe, presentUser } from './users.presenter';
import { UsersService } from './users.service';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @ApiOkResponse({ type: MeDto })
  async me(@CurrentActor() actor: Actor): Promise<Me> {
    return presentMe(await this.users.find(actor.userId));
  }

  @Get()
  @Limited('search')
  @ApiOkResponse({ type: UserPageDto })
  async search(@CurrentActor() actor: Actor, @Query() query: UsersQuery): Promise<Page<User>> {
    const { search = '', cursor, limit = limits.pageSize } = query;
    const { items, nextCursor } = await this.users.search(actor, search, cursor, limit);
    return { items: items.map(presentUser), nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: UserDto })
  async one(@Param('id', IdPipe) id: string): Promise<User> {
    return presentUser(await this.users.find(id));
  }
}
