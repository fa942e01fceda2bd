import { Button } from './button';
import { PanelPart } from './panel';

interface MoreButtonProps {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The next page of a list, where there is one. */
export function MoreButton({ of }: MoreButtonProps) {
  if (!of.hasNextPage) return null;
  return (
    <PanelPart className="flex justify-center">
      <Button busy={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {of.isFetchingNextPage ? 'Loading…' : 'Show more'}
      </Button>
    </PanelPart>
  );
}
