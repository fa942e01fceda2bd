export {
  type Ending,
  type MemberRow,
  type Membership,
  type MovedMember,
  type Standing,
  presentMember,
} from './membership';
export { MembershipsModule } from './memberships.module';
export { MembershipsRepository } from './memberships.repository';
export { StandingsRepository } from './standings.repository';
export { Memberships } from './memberships.service';
