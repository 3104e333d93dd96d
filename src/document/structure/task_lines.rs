//! The lines below a task that say who answers for it, and whether the ordinals of tasks restart.

use super::super::Block;
use super::super::role::Role;
use std::collections::BTreeSet;

/// Is it a line such as 牵头单位：, which belongs to the task above it?
pub(super) fn is_task_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::TaskLine)
}

/// Does a task's ordinal occur twice within one part?
pub(super) fn ordinals_restart(blocks: &[Block]) -> bool {
    let mut seen = BTreeSet::new();
    for (at, block) in blocks.iter().enumerate() {
        let number = match block {
            Block::Heading(heading) if heading.level == 1 => {
                seen.clear();
                None
            }
            Block::Paragraph(paragraph) if blocks.get(at + 1).is_some_and(is_task_line) => paragraph.number,
            _ => None,
        };
        if number.is_some_and(|number| !seen.insert((number.level, number.value))) {
            return true;
        }
    }
    false
}
