import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { ConnectionStrip } from '../features/chat/connection-strip';
import { isSection, sectionsFor, type SectionId } from '../features/settings/sections';
import { SettingsLayout } from '../features/settings/settings-layout';
import { StepUp } from '../features/settings/step-up-dialog';
import { useMe } from '../lib/watch';
import { PanelSkeleton } from '../ui/panel';

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

/** Each fetched when it is opened: most people never see most of them. */
const pages: Record<SectionId, ComponentType> = {
  profile: page(async () => (await import('../features/settings/profile-section')).ProfileSection),
  account: page(async () => (await import('../features/settings/account-section')).AccountSection),
  security: page(async () => (await import('../features/settings/security-section')).SecuritySection),
  privacy: page(async () => (await import('../features/settings/privacy-section')).PrivacySection),
  appearance: page(async () => (await import('../features/settings/appearance-section')).AppearanceSection),
  server: page(async () => (await import('../features/admin/server-section')).ServerSection),
  invites: page(async () => (await import('../features/admin/invites-section')).InvitesSection),
  people: page(async () => (await import('../features/admin/people-section')).PeopleSection),
  audit: page(async () => (await import('../features/admin/audit-section')).AuditSection),
};

/** `section` is null at the list, which on a wide screen stands beside the first section. */
export function SettingsPage({ section }: { section: string | null }) {
  const { role } = useMe();
  if (section !== null && !(isSection(section) && sectionsFor(role).some(({ id }) => id === section)))
    return <Navigate to="/settings" replace />;
  const open = section === null || !isSection(section) ? null : section;
  const shown = open ?? 'profile';
  const Section = pages[shown];
  return (
    <main className="flex h-dvh flex-col">
      <ConnectionStrip />
      <SettingsLayout open={open}>
        <Suspense fallback={<PanelSkeleton />}>
          <Section key={shown} />
        </Suspense>
      </SettingsLayout>
      <StepUp />
    </main>
  );
}
