import { memo, type ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { labelOf, objectsOf, stringOf } from '../read.ts';
import { MarkdownText } from '../text/MarkdownText.tsx';
import { LibraryBlocks, RichText } from '../text/RichText.tsx';
import { ContextBlock } from './ContextBlock.tsx';
import { InputBlock } from './InputBlock.tsx';
import { Interactive } from './Interactive.tsx';
import { Picture } from './Picture.tsx';
import { plainCells } from './plain-cells.ts';
import { Section } from './Section.tsx';
import { Video } from './Video.tsx';

/** The blocks of a message or view. The library draws what is only read; interactive elements are ours. */
export function Blocks({ blocks }: { readonly blocks: readonly JsonObject[] }): ReactNode {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <Block key={stringOf(block.block_id) || String(index)} block={block} />
      ))}
    </div>
  );
}

const Block = memo(function Block({ block }: { readonly block: JsonObject }): ReactNode {
  switch (block.type) {
    case 'header':
      return <h3 className="block-header">{labelOf(block.text)}</h3>;
    case 'divider':
      return <hr className="block-divider" />;
    case 'section':
      return <Section block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'rich_text':
      return <RichText elements={objectsOf(block.elements)} />;
    case 'image':
      return <Picture image={block} title={labelOf(block.title)} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return (
        <div className="block-actions">
          {objectsOf(block.elements).map((element, index) => (
            <Interactive key={stringOf(element.action_id) || String(index)} block={block} element={element} />
          ))}
        </div>
      );
    case 'markdown':
      return <MarkdownText text={stringOf(block.text)} />;
    case 'video':
      return <Video block={block} />;
    case 'table':
      return <LibraryBlocks blocks={[plainCells(block)]} />;
    default:
      return <LibraryBlocks blocks={[block]} />;
  }
});
