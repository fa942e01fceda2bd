import { useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { ComposerBar } from './composer-bar';

/** Stands where the composer would. */
export function Blocked({ userId, name }: { userId: string; name: string }) {
  const { http } = useClient();
  const queries = useQueryClient();
  const { busy, failure, submit } = useSubmit(async () => {
    await http.request('DELETE', `/api/users/me/blocks/${userId}`);
    await queries.invalidateQueries({ queryKey: ['profile', userId] });
    await queries.invalidateQueries({ queryKey: ['blocks'] });
  });
  const action = (
    <Button className="h-9 px-3" busy={busy} onClick={() => void submit()}>
      Unblock
    </Button>
  );
  return (
    <ComposerBar icon={Ban} failure={failure} action={action}>
      You blocked {name}.
    </ComposerBar>
  );
}
