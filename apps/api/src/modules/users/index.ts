export { SelfChanges } from './self-changes.repository';
export { type Person, isUsername, normaliseEmail, normaliseUsername } from './user';
export { UsersModule } from './users.module';
export { MeDto } from './users.dto';
export { presentMe } from './users.presenter';
export { UsersRepository } from './users.repository';
export { UsersService } from './users.service';
