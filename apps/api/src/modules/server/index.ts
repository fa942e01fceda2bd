export { FirstRun } from './first-run';
export { type Admission, Registration } from './registration.service';
export { ServerModule } from './server.module';
export { ServerSettings } from './server-settings.service';
