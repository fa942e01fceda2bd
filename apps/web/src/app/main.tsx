import '../ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchTheme } from '../features/settings/theme.store';
import { createClient } from '../lib/client';
import { draftJournal } from '../lib/drafts';
import { App } from './app';
import { preloadInside } from './router';

watchTheme();
// Somebody was signed in here when the page was last open, and probably still is.
if (draftJournal.ownerId !== null) preloadInside();

const client = createClient();
client.start();
void client.session.resume();

window.addEventListener('online', () => client.connection.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') client.connection.wake();
});

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
