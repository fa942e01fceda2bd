import type { ParleyClient } from '@parley/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ClientProvider } from '../lib/client-context';
import { Announcer } from '../ui/announcer';
import { Toaster } from '../ui/toast';
import { createAppRouter } from './router';

export function App({ client }: { client: ParleyClient }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } }),
  );
  const [router] = useState(createAppRouter);
  useEffect(() => forgetAtSignOut(client, queries), [client, queries]);
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Announcer />
        <Toaster />
      </QueryClientProvider>
    </ClientProvider>
  );
}

/** What one person was shown must not be there for the next, however the session ended. */
function forgetAtSignOut(client: ParleyClient, queries: QueryClient): () => void {
  return client.session.subscribe(() => {
    if (client.session.state !== 'signed-out') return;
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'server' });
  });
}
