/** The harbour at first light. Ours, drawn flat; the one gradient of the product is its sky. */
export function Harbour({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 738 900" preserveAspectRatio="xMidYMax slice" aria-hidden className={className}>
      <defs>
        <linearGradient id="harbour-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#f3d5b8" />
          <stop offset="0.55" stopColor="#eab597" />
          <stop offset="1" stopColor="#d8a58f" />
        </linearGradient>
      </defs>
      <rect width="738" height="900" y="-300" fill="#f3d5b8" />
      <rect width="738" height="700" fill="url(#harbour-sky)" />
      <circle cx="492" cy="322" r="66" fill="#fff3df" />
      <path d="M0 494 135 396l111 74 122-86 149 110 98-49 123 74v200H0Z" fill="#8799a0" />
      <path d="M0 580 185 519l160 61 184-49 209 73v120H0Z" fill="#416479" />
      <rect y="679" width="738" height="221" fill="#254659" />
      <Boat x={167} y={556} scale={1} hull="#c9593f" />
      <Boat x={457} y={620} scale={0.6} hull="#e3a65b" />
      <g stroke="#58788a" strokeWidth="4" strokeLinecap="round">
        <path d="M49 765H197M270 797H492M528 770H664M110 834H222M368 851H554" />
      </g>
    </svg>
  );
}

function Boat({ x, y, scale, hull }: { x: number; y: number; scale: number; hull: string }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <path d="M66 0 17 137h59ZM81 34l4 103h51Z" fill="#f8f1e4" />
      <path d="M0 142h160l-24 32H27Z" fill={hull} />
    </g>
  );
}
