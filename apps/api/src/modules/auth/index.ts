export { AuthModule } from './auth.module';
export { FirstRun } from './entrance/first-run';
export { SessionsService } from './sessions/sessions.service';
export { SignUpService } from './entrance/sign-up.service';
