export function NewLine({ count }: { count: number | null }) {
  return (
    <div className="flex items-center gap-3 px-4 pt-3 pb-1 pane:px-5" data-testid="new-line">
      <span aria-hidden className="h-px grow bg-accent" />
      <span className="tabular text-[12.5px] leading-4 font-bold text-accent-ink">
        {count === null ? 'New' : `${new Intl.NumberFormat().format(count)} new`}
      </span>
    </div>
  );
}
