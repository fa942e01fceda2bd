import { Module } from '@nestjs/common';
import { ConfigModule } from './config';
import { HttpModule } from './http';
import { AdminModule } from './modules/admin';
import { AuditModule } from './modules/audit';
import { AuthModule, StepUpModule } from './modules/auth';
import { ChatModule } from './modules/chat';
import { MembershipsModule } from './modules/memberships';
import { MessagesModule } from './modules/messages';
import { NotificationModule } from './modules/notification';
import { PresenceModule } from './modules/presence';
import { ReceiptsModule } from './modules/receipts';
import { ServerModule } from './modules/server';
import { SyncModule } from './modules/sync';
import { UsersModule } from './modules/users';
import { BrokerModule } from './platform/broker';
import { CacheModule } from './platform/cache';
import { DatabaseModule } from './platform/database';
import { HealthModule } from './platform/health';
import { LoggingModule } from './platform/logging';
import { MetricsModule } from './platform/metrics';
import { NetworkModule } from './platform/network';
import { OutgoingModule } from './platform/outgoing';
import { PresenceModule as PresenceStoreModule } from './platform/presence';
import { RateLimitsModule } from './platform/rate-limits';
import { RedisModule } from './platform/redis';
import { SecretsModule } from './platform/secrets';
import { RealtimeModule } from './realtime';

/** The table of contents: what it stands on, how it speaks, what it does. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    MetricsModule,
    DatabaseModule,
    RedisModule,
    CacheModule,
    PresenceStoreModule,
    SecretsModule,
    BrokerModule,
    NetworkModule,
    OutgoingModule,
    HealthModule,

    HttpModule,
    RealtimeModule,

    AuditModule,
    AuthModule,
    // Below auth, because guards run in this order: limits count by account.
    RateLimitsModule,
    StepUpModule,
    UsersModule,
    ServerModule,
    MembershipsModule,
    ChatModule,
    MessagesModule,
    ReceiptsModule,
    PresenceModule,
    SyncModule,
    AdminModule,
    NotificationModule,
  ],
})
export class AppModule {}
