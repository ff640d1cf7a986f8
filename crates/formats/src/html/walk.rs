//! Walks a tree in the order of the page, without recursion: pages nest as deeply as they like.

use dom_query::{Document, Element, NodeData, NodeId, TreeNode};

/// What the walk meets.
pub(super) trait Visitor {
    /// An element begins. Its content is passed over unless this says `true`.
    fn enter(&mut self, document: &Document, id: NodeId, element: &Element) -> bool;

    /// An element that was entered ends.
    fn leave(&mut self, id: NodeId);

    /// Text between tags.
    fn text(&mut self, document: &Document, id: NodeId, text: &str);

    /// A comment.
    fn comment(&mut self, text: &str);
}

/// Shows every node of `document` to `visitor`.
pub(super) fn walk(document: &Document, visitor: &mut impl Visitor) {
    let root = document.tree.root().id;
    let mut at = root;
    loop {
        let mut next = None;
        if visit(document, at, visitor) {
            next = link(document, at, |node| node.first_child);
            if next.is_none() {
                visitor.leave(at);
            }
        }
        while next.is_none() {
            if at == root {
                return;
            }
            next = link(document, at, |node| node.next_sibling);
            if next.is_none() {
                let Some(parent) = link(document, at, |node| node.parent) else { return };
                visitor.leave(parent);
                at = parent;
            }
        }
        let Some(found) = next else { return };
        at = found;
    }
}

fn visit(document: &Document, id: NodeId, visitor: &mut impl Visitor) -> bool {
    let visit = |node: &TreeNode| match &node.data {
        NodeData::Element(element) => visitor.enter(document, id, element),
        NodeData::Text { contents } => {
            visitor.text(document, id, contents);
            false
        }
        NodeData::Comment { contents } => {
            visitor.comment(contents);
            false
        }
        NodeData::Document | NodeData::Fragment => true,
        _ => false,
    };
    document.tree.query_node(&id, visit).unwrap_or(false)
}

fn link(document: &Document, id: NodeId, link: impl Fn(&TreeNode) -> Option<NodeId>) -> Option<NodeId> {
    document.tree.query_node(&id, link).flatten()
}

/// The words inside an element, blanks made single, if they are few; scripts and hidden parts are left out.
pub(super) fn short_text(document: &Document, id: NodeId, longest: usize) -> Option<String> {
    let mut out = String::new();
    for node in document.tree.descendant_ids_of_it(&id).take(MOST_NODES) {
        let add = |node: &TreeNode| match &node.data {
            NodeData::Text { contents } => {
                if contents.len() > longest * 4 {
                    return false;
                }
                for word in contents.split_whitespace() {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
                out.len() <= longest
            }
            NodeData::Element(element) => !matches!(&*element.name.local, "script" | "style" | "noscript" | "svg"),
            _ => true,
        };
        if !document.tree.query_node(&node, add).unwrap_or(true) {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A line around an article is a matter of a few elements.
const MOST_NODES: usize = 60;
