/** A boat at rest: the picture of an empty page, in the colours of the theme. */
export function Pier() {
  return (
    <svg viewBox="0 0 200 120" aria-hidden className="mb-4 w-50">
      <circle cx="134" cy="38" r="18" className="fill-accent-soft" />
      <path d="M12 88 58 52l26 20 30-30 74 46Z" className="fill-hover" />
      <path d="M84 26v50H58ZM90 40l22 36H90Z" className="fill-raise stroke-edge" strokeLinejoin="round" />
      <path d="M50 80h70l-10 14H60Z" className="fill-accent" />
      <path
        d="M16 100h52M80 100h64M156 100h28M40 109h30M96 109h50"
        className="stroke-edge"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
