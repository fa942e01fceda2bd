import type { ParleyClient } from '@parley/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { ClientProvider } from '../lib/client-context';
import { Announcer } from '../ui/announcer';
import { createAppRouter } from './router';

export function App({ client }: { client: ParleyClient }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } }),
  );
  const [router] = useState(createAppRouter);
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Announcer />
      </QueryClientProvider>
    </ClientProvider>
  );
}
