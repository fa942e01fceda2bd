export { type Membership, presentMember } from './membership';
export { MembershipsModule } from './memberships.module';
export { MembershipsRepository } from './memberships.repository';
export { Memberships } from './memberships.service';
