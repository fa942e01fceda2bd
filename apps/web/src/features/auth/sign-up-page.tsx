import { useServerInfo, useServerName } from '../../lib/server-info';
import { AuthLayout, DoorLink, Foot } from './auth-layout';
import { SignUpAccount } from './sign-up-account';

/** To the owner of a new server, to everybody, or to nobody: as the server says. */
export function SignUpPage() {
  const server = useServerName();
  const { data: info } = useServerInfo();
  if (info?.firstRun)
    return (
      <AuthLayout title="Set up your server" lead="The first account here owns the server. That is all there is to do.">
        <SignUpAccount
          asks={{ serverName: true, setupCode: info.setupCodeRequired }}
          action="Create the owner account"
        />
      </AuthLayout>
    );
  if (info?.registration === 'invite')
    return (
      <AuthLayout
        title={`${server} is by invite`}
        lead="Ask somebody who is here already: everybody can make an invite link, in the settings under Invites. Open the link on this device, and it leads you in."
      >
        <SignInInstead />
      </AuthLayout>
    );
  if (info?.registration === 'closed')
    return (
      <AuthLayout
        title={`${server} takes no new accounts`}
        lead="Whoever runs this server has closed registration. Ask them, if you think you should be here."
      >
        <SignInInstead />
      </AuthLayout>
    );
  return (
    <AuthLayout title={`Join ${server}`} lead="One account, and you can write to everybody here.">
      <SignUpAccount asks={{ serverName: false, setupCode: false }} action="Create account" />
      <SignInInstead />
    </AuthLayout>
  );
}

function SignInInstead() {
  return (
    <Foot>
      Already have an account? <DoorLink to="/sign-in">Sign in</DoorLink>
    </Foot>
  );
}
