export { AuthModule } from './auth.module';
export { FirstRun } from './entrance/first-run';
export { SignUpService } from './entrance/sign-up.service';
