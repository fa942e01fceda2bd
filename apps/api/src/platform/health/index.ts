export { Health, type Readiness } from './health';
export { HealthModule } from './health.module';
