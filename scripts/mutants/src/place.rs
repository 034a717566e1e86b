//! Finds the expression of each mutant and puts the choice around it.

use std::collections::{BTreeMap, BTreeSet};

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Arm, BinOp, Block, Expr, ExprBinary, ExprMatch, ExprStruct, ExprUnary, File, ImplItemFn, ItemConst, ItemFn,
    ItemStatic, Pat, Signature, TraitItemFn,
};

use crate::Mutant;
use crate::edits::Edits;

/// What was put in.
#[derive(Debug)]
pub(crate) struct Placed {
    /// The mutants for which a place was found.
    pub(crate) numbers: BTreeSet<u32>,
    /// Functions that are constant no longer, with their mutants.
    pub(crate) constant: Vec<(String, Vec<u32>)>,
}

/// Puts the mutants in.
pub(crate) fn place<'s>(file: &File, source: &'s str, mutants: &[Mutant], edits: &mut Edits<'s>) -> Placed {
    let mut by_start: BTreeMap<(usize, usize), Vec<&Mutant>> = BTreeMap::new();
    for mutant in mutants {
        by_start.entry((mutant.start, mutant.end)).or_default().push(mutant);
    }
    let mut placing = Placing { source, by_start, edits, placed: BTreeSet::new(), constant: Vec::new() };
    placing.visit_file(file);
    Placed { numbers: placing.placed, constant: placing.constant }
}

struct Placing<'m, 'e, 's> {
    source: &'s str,
    by_start: BTreeMap<(usize, usize), Vec<&'m Mutant>>,
    edits: &'e mut Edits<'s>,
    placed: BTreeSet<u32>,
    constant: Vec<(String, Vec<u32>)>,
}

fn range(item: &impl Spanned) -> (usize, usize) {
    let range = item.span().byte_range();
    (range.start, range.end)
}

fn on(number: u32) -> String {
    format!("crate::mutant::on({number})")
}

fn takes_all(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(ident) => ident.subpat.is_none() && ident.ident.to_string().starts_with(char::is_lowercase),
        _ => false,
    }
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl<'m> Placing<'m, '_, '_> {
    fn take(&mut self, place: (usize, usize), genre: &str) -> Vec<&'m Mutant> {
        let found: Vec<&Mutant> =
            self.by_start.get(&place).into_iter().flatten().filter(|it| it.genre == genre).copied().collect();
        self.placed.extend(found.iter().map(|it| it.number));
        found
    }

    fn text(&self, item: &impl Spanned) -> &str {
        let (start, end) = range(item);
        &self.source[start..end]
    }

    fn belongs(&mut self, mutants: &[&Mutant], (start, end): (usize, usize)) {
        for mutant in mutants {
            self.edits.belongs(mutant.number, start, end);
        }
    }

    fn body(&mut self, block: &Block) {
        let (Some(first), Some(last)) = (block.stmts.first(), block.stmts.last()) else { return };
        let place = (range(first).0, range(last).1);
        for mutant in self.take(place, "FnValue") {
            self.edits.open_for(
                mutant.number,
                place.0,
                format!("if {} {{ return {}; }} ", on(mutant.number), mutant.replacement),
            );
        }
    }

    fn chosen(mutants: &[&Mutant], form: impl Fn(&str) -> String, plain: String) -> String {
        let mut text = String::new();
        for mutant in mutants {
            text += &format!("if {} {{ {} }} else ", on(mutant.number), form(&mutant.replacement));
        }
        text + &format!("{{ {plain} }}")
    }

    fn binary(&mut self, node: &ExprBinary) {
        let op = range(&node.op);
        let whole = range(node);
        if matches!(node.op, BinOp::And(_) | BinOp::Or(_)) && (has_let(&node.left) || has_let(&node.right)) {
            return visit::visit_expr_binary(self, node);
        }
        let mutants = self.take(op, "BinaryOperator");
        if mutants.is_empty() {
            return visit::visit_expr_binary(self, node);
        }
        let sign = self.source[op.0..op.1].to_owned();
        self.belongs(&mutants, whole);
        match node.op {
            BinOp::And(_) | BinOp::Or(_) => {
                // `a && b` is not (not a or not b): one switch turns one into the other, and each side is run as before.
                let flip = format!(" != {}", on(mutants[0].number));
                self.edits.open(whole.0, "((((".to_owned());
                self.edits.replace(op.0, op.1, format!("){flip}) {sign} (("));
                visit::visit_expr_binary(self, node);
                self.edits.close(whole.1, format!("){flip})){flip})"));
            }
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
                self.edits.open(whole.0, "(match (&(".to_owned());
                self.edits.replace(op.0, op.1, "), &(".to_owned());
                visit::visit_expr_binary(self, node);
                let choice = Self::chosen(&mutants, |other| format!("l {other} r"), format!("l {sign} r"));
                self.edits.close(whole.1, format!(")) {{ (l, r) => {choice} }})"));
            }
            BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::AddAssign(_)
            | BinOp::SubAssign(_) => {
                let left = self.text(&node.left).to_owned();
                let choice = Self::chosen(&mutants, |other| format!("{left} {other} r"), format!("{left} {sign} r"));
                self.edits.open(whole.0, "(match (".to_owned());
                self.edits.replace(whole.0, op.1, String::new());
                self.visit_expr(&node.right);
                self.edits.close(whole.1, format!(") {{ r => {choice} }})"));
            }
            _ => {
                self.edits.open(whole.0, "(match ((".to_owned());
                self.edits.replace(op.0, op.1, "), (".to_owned());
                visit::visit_expr_binary(self, node);
                let choice = Self::chosen(&mutants, |other| format!("l {other} r"), format!("l {sign} r"));
                self.edits.close(whole.1, format!(")) {{ (l, r) => {choice} }})"));
            }
        }
    }

    fn unary(&mut self, node: &ExprUnary) {
        let op = range(&node.op);
        let whole = range(node);
        let mutants = self.take(op, "UnaryOperator");
        let Some(mutant) = mutants.first() else { return visit::visit_expr_unary(self, node) };
        self.belongs(&mutants, whole);
        if self.source[op.0..op.1] == *"!" {
            self.edits.open(whole.0, "(".to_owned());
            visit::visit_expr_unary(self, node);
            self.edits.close(whole.1, format!(" != {})", on(mutant.number)));
        } else {
            let operand = self.text(&node.expr).to_owned();
            self.edits.open(whole.0, format!("(if {} {{ {operand} }} else {{ ", on(mutant.number)));
            visit::visit_expr_unary(self, node);
            self.edits.close(whole.1, " })".to_owned());
        }
    }

    fn arm(&mut self, node: &Arm, may_go: bool) {
        let whole = range(node);
        let deleted: Vec<&Mutant> = self
            .by_start
            .iter()
            .filter(|(place, _)| place.0 == whole.0)
            .flat_map(|(_, mutants)| mutants)
            .filter(|it| may_go && it.genre == "MatchArm")
            .copied()
            .collect();
        self.placed.extend(deleted.iter().map(|it| it.number));
        let gone: String = deleted.iter().map(|it| format!("!{} && ", on(it.number))).collect();
        if let Some((_, guard)) = &node.guard {
            let place = range(guard);
            let guards = self.take(place, "MatchArmGuard");
            self.belongs(&deleted, place);
            self.belongs(&guards, place);
            let of = |value: &str, form: fn(String) -> String| -> String {
                guards.iter().filter(|it| it.replacement == value).map(|it| form(on(it.number))).collect()
            };
            let before =
                format!("{gone}({}{}(", of("true", |it| format!("{it} || ")), of("false", |it| format!("!{it} && ")));
            self.edits.open(place.0, before);
            self.visit_expr(guard);
            self.edits.close(place.1, "))".to_owned());
        } else if !deleted.is_empty() {
            let end = range(&node.pat).1;
            self.edits.close(end, format!(" if {}true", gone));
            for mutant in &deleted {
                self.edits.belongs_to_close(mutant.number, end);
            }
        }
        self.visit_pat(&node.pat);
        self.visit_expr(&node.body);
    }
}

impl<'ast> Visit<'ast> for Placing<'_, '_, '_> {
    fn visit_item_const(&mut self, _: &'ast ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast ItemStatic) {}

    fn visit_item_fn(&mut self, node: &'ast ItemFn) {
        self.function(&node.sig, &node.block);
    }

    fn visit_impl_item_fn(&mut self, node: &'ast ImplItemFn) {
        self.function(&node.sig, &node.block);
    }

    fn visit_trait_item_fn(&mut self, node: &'ast TraitItemFn) {
        if let Some(block) = &node.default {
            self.function(&node.sig, block);
        }
    }

    fn visit_expr_binary(&mut self, node: &'ast ExprBinary) {
        self.binary(node);
    }

    fn visit_expr_unary(&mut self, node: &'ast ExprUnary) {
        self.unary(node);
    }

    fn visit_expr_match(&mut self, node: &'ast ExprMatch) {
        self.visit_expr(&node.expr);
        // Without an arm for everything else, none can go.
        let open = node.arms.iter().any(|arm| takes_all(&arm.pat) && arm.guard.is_none());
        for arm in &node.arms {
            self.arm(arm, open && !takes_all(&arm.pat));
        }
    }

    fn visit_expr_struct(&mut self, node: &'ast ExprStruct) {
        // What is moved into the rest can't be asked for twice.
        let rest = node.rest.as_ref().map(|rest| self.text(rest).to_owned()).filter(|rest| rest.ends_with("()"));
        for field in &node.fields {
            let start = range(field).0;
            // The comma behind it belongs to the place of some.
            let place =
                self.by_start.keys().copied().find(|it| it.0 == start && it.1 >= range(field).1).unwrap_or_default();
            let mutants = if rest.is_some() { self.take(place, "StructField") } else { Vec::new() };
            let (Some(mutant), Some(rest)) = (mutants.first(), &rest) else {
                self.visit_expr(&field.expr);
                continue;
            };
            self.belongs(&mutants, range(&field.expr));
            let name = self.text(&field.member).to_owned();
            let value = range(&field.expr);
            let head = if field.colon_token.is_some() { String::new() } else { format!("{name}: ") };
            let opening = format!("{head}if {} {{ ({rest}).{name} }} else {{ ", on(mutant.number));
            self.edits.open(value.0, opening);
            self.visit_expr(&field.expr);
            self.edits.close(value.1, " }".to_owned());
        }
        if let Some(rest) = &node.rest {
            self.visit_expr(rest);
        }
    }
}

impl Placing<'_, '_, '_> {
    /// No choice can stand in a constant function: it becomes a plain one, where it has mutants.
    fn function(&mut self, signature: &Signature, block: &Block) {
        let before = self.placed.clone();
        if !self.text(&signature.output).contains("impl ") {
            self.body(block);
        }
        self.visit_block(block);
        let mutants: Vec<u32> = self.placed.difference(&before).copied().collect();
        if let Some(constness) = signature.constness
            && !mutants.is_empty()
        {
            let (start, end) = range(&constness);
            self.edits.replace(start, end, String::new());
            self.constant.push((signature.ident.to_string(), mutants));
        }
    }
}
