export { Blocks } from './blocks/blocks.service';
export { SelfChanges, type Told } from './self-changes.repository';
export { ServerRights } from './server-rights.service';
export type { Person } from './user';
export { UsersModule } from './users.module';
export { MeDto } from './users.dto';
export { presentMe } from './users.presenter';
export { UsersRepository } from './users.repository';
export { UsersService } from './users.service';
