export { AuthModule } from './auth.module';
export { SessionsService } from './sessions/sessions.service';
export { SignUpService } from './entrance/sign-up.service';
export { StepUpModule } from './step-up/step-up.module';
