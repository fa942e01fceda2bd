import { useClient } from '../../lib/client-context';
import { TextButton } from '../../ui/button';
import { AddressForm } from './address-form';
import { Foot } from './auth-layout';

interface CodeRequestProps {
  initial: string;
  onSent: (email: string) => void;
  onBack: () => void;
}

/** The way in without a password: six digits by mail. */
export function CodeRequest({ initial, onSent, onBack }: CodeRequestProps) {
  const { session } = useClient();
  const send = async (email: string) => {
    await session.requestCode(email);
    onSent(email);
  };
  return (
    <>
      <AddressForm initial={initial} action="E-mail me a code" send={send} />
      <Foot>
        <TextButton onClick={onBack}>Use a password instead</TextButton>
      </Foot>
    </>
  );
}
