export { Log } from './logger';
export { LoggingModule } from './logging.module';
export { requestLog } from './request-log';
