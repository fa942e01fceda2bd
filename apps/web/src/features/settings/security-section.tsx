import { DevicesPanel } from './devices-panel';
import { SecondFactorPanel } from './second-factor-panel';

export function SecuritySection() {
  return (
    <>
      <SecondFactorPanel />
      <DevicesPanel />
    </>
  );
}
