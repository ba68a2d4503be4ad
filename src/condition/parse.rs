//! Tokens to a tree, by CEL's grammar.
//!
//! Stops at the first thing that is not an expression: a second complaint about one broken line helps
//! nobody. Never recurses deeper than [`MAX_DEPTH`], whatever the text; decides nothing about types.

use std::ops::Range;

use super::MAX_DEPTH;
use super::ast::{Expr, Fold, Kind, Op, Word};
use super::fault::{Fault, FaultKind, Wanted};
use super::token::{Lexeme, Token, tokens};

/// Words that CEL keeps for itself; a bound variable must not be called so.
const RESERVED: [&str; 22] = [
    "true",
    "false",
    "null",
    "in",
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
    "today",
];

/// A whole condition as a tree, and how many parts it has.
pub(super) fn parse(text: &str) -> Result<(Expr, u32), Vec<Fault>> {
    let (tokens, mut faults) = tokens(text);
    let mut parser = Parser { text, tokens: &tokens, at: 0, level: 0, count: 0 };
    let parsed = parser.expression().and_then(|tree| match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.unexpected(Wanted::Operator)),
    });
    match parsed {
        Ok(tree) if faults.is_empty() => return Ok((tree, parser.count)),
        Ok(_) => {}
        // Where a token is broken already, the parser's complaint behind it is an echo.
        Err(fault) if faults.is_empty() => faults.push(fault),
        Err(_) => {}
    }
    Err(faults)
}

struct Parser<'p, 't> {
    text: &'t str,
    tokens: &'p [Token<'t>],
    at: usize,
    level: u16,
    count: u32,
}

impl<'p, 't> Parser<'p, 't> {
    fn peek(&self) -> Option<&'p Token<'t>> {
        self.tokens.get(self.at)
    }

    fn sees(&self, sign: &str) -> bool {
        self.peek().is_some_and(|token| matches!(token.kind, Lexeme::Sign(found) if found == sign))
    }

    fn accept(&mut self, sign: &str) -> bool {
        let found = self.sees(sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &'static str) -> Result<(), Fault> {
        if self.accept(sign) { Ok(()) } else { Err(self.unexpected(Wanted::Exactly(sign))) }
    }

    /// The next token is wrong; at the end of the text, the place just behind the last one is.
    fn unexpected(&self, expected: Wanted) -> Fault {
        match self.peek() {
            Some(token) => {
                let found = Some(self.text[token.range.clone()].to_owned());
                Fault { range: token.range.clone(), kind: FaultKind::Syntax { expected, found } }
            }
            None => {
                let end = self.tokens.last().map_or(0, |token| token.range.end);
                Fault { range: end..end, kind: FaultKind::Syntax { expected, found: None } }
            }
        }
    }

    fn start(&self) -> usize {
        self.peek().map_or(self.text.len(), |token| token.range.start)
    }

    /// A new part that ends with the last token taken.
    fn make(&mut self, start: usize, kind: Kind) -> Result<Expr, Fault> {
        let range = start..self.tokens[self.at - 1].range.end;
        let mut tree = Expr { id: self.count, depth: 1, range, kind };
        self.count += 1;
        tree.depth += tree.parts().iter().map(|part| part.depth).max().unwrap_or(0);
        if tree.depth > MAX_DEPTH { Err(Fault { range: tree.range, kind: FaultKind::TooDeep }) } else { Ok(tree) }
    }

    /// One level down; brackets can nest without any part growing deeper.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.level >= MAX_DEPTH {
            let range = self.peek().map_or(self.text.len()..self.text.len(), |token| token.range.clone());
            return Err(Fault { range, kind: FaultKind::TooDeep });
        }
        self.level += 1;
        let result = parse(self);
        self.level -= 1;
        result
    }

    fn expression(&mut self) -> Result<Expr, Fault> {
        self.nested(|parser| {
            let start = parser.start();
            let test = parser.either()?;
            if !parser.accept("?") {
                return Ok(test);
            }
            let yes = parser.either()?;
            parser.expect(":")?;
            let no = parser.expression()?;
            parser.make(start, Kind::If(test.into(), yes.into(), no.into()))
        })
    }

    fn either(&mut self) -> Result<Expr, Fault> {
        self.chain("||", Self::both, Kind::Or)
    }

    fn both(&mut self) -> Result<Expr, Fault> {
        self.chain("&&", Self::relation, Kind::And)
    }

    fn chain(
        &mut self,
        sign: &str,
        part: fn(&mut Self) -> Result<Expr, Fault>,
        join: fn(Vec<Expr>) -> Kind,
    ) -> Result<Expr, Fault> {
        let start = self.start();
        let first = part(self)?;
        if !self.sees(sign) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.accept(sign) {
            parts.push(part(self)?);
        }
        self.make(start, join(parts))
    }

    fn relation(&mut self) -> Result<Expr, Fault> {
        let start = self.start();
        let mut left = self.sum()?;
        while let Some(op) = self.relation_sign() {
            self.at += 1;
            let right = self.sum()?;
            left = self.make(start, Kind::Binary(op, left.into(), right.into()))?;
        }
        Ok(left)
    }

    fn relation_sign(&self) -> Option<Op> {
        Some(match self.peek()?.kind {
            Lexeme::Sign("==") => Op::Equal,
            Lexeme::Sign("!=") => Op::Unequal,
            Lexeme::Sign("<") => Op::Less,
            Lexeme::Sign("<=") => Op::AtMost,
            Lexeme::Sign(">") => Op::Greater,
            Lexeme::Sign(">=") => Op::AtLeast,
            Lexeme::Word("in") => Op::In,
            _ => return None,
        })
    }

    fn sum(&mut self) -> Result<Expr, Fault> {
        let start = self.start();
        let mut left = self.unary()?;
        loop {
            let op = if self.accept("+") {
                Op::Add
            } else if self.accept("-") {
                Op::Subtract
            } else {
                return Ok(left);
            };
            let right = self.unary()?;
            left = self.make(start, Kind::Binary(op, left.into(), right.into()))?;
        }
    }

    fn unary(&mut self) -> Result<Expr, Fault> {
        let start = self.start();
        if self.accept("!") {
            let operand = self.nested(Self::unary)?;
            return self.make(start, Kind::Not(operand.into()));
        }
        if self.accept("-") {
            if let Some(Token { kind: Lexeme::Integer(number), .. }) = self.peek() {
                self.at += 1;
                return self.make(start, Kind::Integer(0i64.saturating_sub_unsigned(*number)));
            }
            let operand = self.nested(Self::unary)?;
            return self.make(start, Kind::Negate(operand.into()));
        }
        self.member()
    }

    fn member(&mut self) -> Result<Expr, Fault> {
        let start = self.start();
        let mut tree = self.primary()?;
        while self.accept(".") {
            let name = self.word()?;
            let kind = if self.accept("(") {
                let arguments = self.items(")")?;
                method(tree, name, arguments)
            } else {
                Kind::Field(tree.into(), name)
            };
            tree = self.make(start, kind)?;
        }
        Ok(tree)
    }

    fn word(&mut self) -> Result<Word, Fault> {
        match self.peek() {
            Some(Token { kind: Lexeme::Word(text), range }) => {
                self.at += 1;
                Ok(Word { text: (*text).into(), range: range.clone() })
            }
            _ => Err(self.unexpected(Wanted::Name)),
        }
    }

    /// What stands between brackets, up to and with the closing one. Lists may end with a comma.
    fn items(&mut self, close: &'static str) -> Result<Vec<Expr>, Fault> {
        let mut items = Vec::new();
        while !self.accept(close) {
            items.push(self.expression()?);
            if !self.accept(",") {
                self.expect(close)?;
                break;
            }
            if close == ")" && self.sees(close) {
                return Err(self.unexpected(Wanted::Expression));
            }
        }
        Ok(items)
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let Some(token) = self.peek() else { return Err(self.unexpected(Wanted::Expression)) };
        let Range { start, .. } = token.range;
        let kind = match &token.kind {
            Lexeme::Integer(number) => match i64::try_from(*number) {
                Ok(number) => Kind::Integer(number),
                Err(_) => return Err(Fault { range: token.range.clone(), kind: FaultKind::BadNumber }),
            },
            Lexeme::Text(text) => Kind::Text(text.as_ref().into()),
            Lexeme::Word("in") => return Err(self.unexpected(Wanted::Expression)),
            Lexeme::Word("true") => Kind::Bool(true),
            Lexeme::Word("false") => Kind::Bool(false),
            Lexeme::Word(name) => {
                self.at += 1;
                if !self.accept("(") {
                    return self.make(start, Kind::Name((*name).into()));
                }
                let arguments = self.items(")")?;
                return self.make(start, call(Word { text: (*name).into(), range: token.range.clone() }, arguments));
            }
            Lexeme::Sign("(") => {
                self.at += 1;
                let mut inner = self.expression()?;
                self.expect(")")?;
                inner.range = start..self.tokens[self.at - 1].range.end;
                return Ok(inner);
            }
            Lexeme::Sign("[") => {
                self.at += 1;
                let items = self.items("]")?;
                return self.make(start, Kind::List(items));
            }
            Lexeme::Sign(_) => return Err(self.unexpected(Wanted::Expression)),
        };
        self.at += 1;
        self.make(start, kind)
    }
}

/// `has(x.y)` is a form of its own; anything else called `has` is for the checker to refuse.
fn call(name: Word, mut arguments: Vec<Expr>) -> Kind {
    let is_field = matches!(arguments.as_slice(), [Expr { kind: Kind::Field(..), .. }]);
    if &*name.text == "has" && is_field {
        return Kind::Has(arguments.remove(0).into());
    }
    Kind::Call(name, arguments)
}

/// A macro binds a name; anything else that looks like one is for the checker to refuse.
fn method(of: Expr, name: Word, mut arguments: Vec<Expr>) -> Kind {
    let Some(fold) = Fold::named(&name.text) else { return Kind::Method(of.into(), name, arguments) };
    let bound = match arguments.as_slice() {
        [Expr { kind: Kind::Name(bound), range, .. }, _] if !RESERVED.contains(&&**bound) => {
            Word { text: bound.clone(), range: range.clone() }
        }
        _ => return Kind::Method(of.into(), name, arguments),
    };
    Kind::Fold(fold, of.into(), bound, arguments.remove(1).into())
}
