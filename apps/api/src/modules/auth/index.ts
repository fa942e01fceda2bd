export { AuthModule } from './auth.module';
export { FirstRun } from './first-run';
export { SignUpService } from './sign-up.service';
