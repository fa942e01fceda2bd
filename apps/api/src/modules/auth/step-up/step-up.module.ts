import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { StepUpGuard } from './step-up-guard';

/** Apart from `AuthModule` for the order of the guards: this one asks the database, so it stands behind the limits. */
@Module({ providers: [{ provide: APP_GUARD, useClass: StepUpGuard }] })
export class StepUpModule {}
