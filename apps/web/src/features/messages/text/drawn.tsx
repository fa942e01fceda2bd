import { Anchor } from './anchor';
import { CodeBlock } from './code-block';
import { wordsOf, type Block, type Inline } from './tree';
import type { NamedOf } from './use-named';
import { Words } from './words';

interface InlinesProps {
  of: readonly Inline[];
  named: NamedOf;
  linked?: boolean;
}

function Inlines({ of, named, linked = false }: InlinesProps) {
  return of.map((inline, index) => <One key={index} of={inline} named={named} linked={linked} />);
}

function One({ of: inline, named, linked }: { of: Inline; named: NamedOf; linked: boolean }) {
  switch (inline.kind) {
    case 'text':
      return <Words text={inline.text} named={named} linked={linked} />;
    case 'break':
      return <br />;
    case 'code':
      return <code className="code rounded-chip bg-code px-1 py-0.5">{inline.text}</code>;
    case 'strong':
    case 'emphasis':
    case 'struck': {
      const Tag = ({ strong: 'strong', emphasis: 'em', struck: 's' } as const)[inline.kind];
      return (
        <Tag className={inline.kind === 'strong' ? 'font-semibold' : undefined}>
          <Inlines of={inline.children} named={named} linked={linked} />
        </Tag>
      );
    }
    case 'link':
      return (
        <Anchor href={inline.href} words={wordsOf(inline)}>
          <Inlines of={inline.children} named={named} linked />
        </Anchor>
      );
  }
}

/** The parts of a message that has marks, one under the other. */
export function Drawn({ of, named }: { of: readonly Block[]; named: NamedOf }) {
  return of.map((block, index) => <Part key={index} of={block} named={named} />);
}

function Part({ of: block, named }: { of: Block; named: NamedOf }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inlines of={block.children} named={named} />
        </p>
      );
    // No heading of the page: whoever walks the page by its headings shall not meet those of messages.
    case 'heading':
      return (
        <p dir="auto" className="font-semibold">
          <Inlines of={block.children} named={named} />
        </p>
      );
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'quote':
      return (
        <blockquote className="border-l-2 border-edge pl-3 text-ink-2">
          <Drawn of={block.children} named={named} />
        </blockquote>
      );
    case 'list':
      return <List start={block.start} items={block.items} named={named} />;
    case 'table':
      return <Table rows={block.rows} named={named} />;
    case 'rule':
      return <hr className="my-2 border-line" />;
  }
}

function List({ start, items, named }: { start: number | null; items: Block[][]; named: NamedOf }) {
  const Tag = start === null ? 'ul' : 'ol';
  return (
    <Tag start={start ?? undefined} className={start === null ? 'list-disc pl-6' : 'list-decimal pl-8'}>
      {items.map((item, index) => (
        <li key={index}>
          <Drawn of={item} named={named} />
        </li>
      ))}
    </Tag>
  );
}

function Table({ rows: [head = [], ...rows], named }: { rows: Inline[][][]; named: NamedOf }) {
  const cell = 'border border-line px-2.5 py-1 text-left align-top';
  const draw = (cells: Inline[][], Tag: 'th' | 'td') =>
    cells.map((each, index) => (
      <Tag key={index} dir="auto" className={cell}>
        <Inlines of={each} named={named} />
      </Tag>
    ));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area must be reachable by keyboard
    <div role="group" aria-label="Table" tabIndex={0} className="scroll-thin my-1 overflow-x-auto">
      <table className="border-collapse text-[14px]">
        <thead className="font-semibold">
          <tr>{draw(head, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>{draw(cells, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
