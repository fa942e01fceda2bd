export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <path
        className="fill-accent"
        d="M8 3h16a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5H14l-8 7v-7.4A5 5 0 0 1 3 18V8a5 5 0 0 1 5-5Z"
      />
      <path className="stroke-bg" fill="none" strokeLinecap="round" strokeWidth="3" d="M10 13h12" />
    </svg>
  );
}
