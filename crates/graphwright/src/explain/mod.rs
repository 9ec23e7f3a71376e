//! The command `explain`: the meaning of a code; or the generated items of something in the inputs, and the source of
//! each fact about it.

mod facts;
mod find;
mod operation;
mod policy;
mod property;
mod scope;
mod shape;
mod suppressed;
mod types;
mod view;

use crate::args::{CodegenArgs, ExplainArgs};
use crate::codes;
use crate::files::Disk;
use crate::inputs::Inputs;
use crate::message::Message;
use crate::program::{Exit, Program};
use crate::reader::InputReader;
use crate::settings::Settings;
use crate::show::{Reporter, Summary};
use crate::tables;
use find::{Missing, Subject};
use graphwright_lower::lower;
use graphwright_source::SourceMap;
use serde::Serialize;
use std::fmt;
use view::View;

/// An explanation of an item; for programs an object with its `kind`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Explained {
    Type(types::Type),
    Property(property::Property),
    Operation(operation::Operation),
    Suppressed(suppressed::Suppressed),
    Scope(scope::Scope),
    Policy(policy::Policy),
}

/// Explains a code, or an item by any of its names.
pub(crate) fn run(args: &ExplainArgs, program: &Program, reporter: &mut Reporter) -> Exit {
    let mut reader = InputReader::new(&Disk);
    let explained = match codes::find(&args.name) {
        Ok(known) => {
            reporter.explanation(&known);
            return Exit::Done;
        }
        Err(near) => explain_name(args, program, &mut reader, near),
    };
    match explained {
        Ok(explained) => {
            reporter.explained(&explained);
            Exit::Done
        }
        Err(messages) => stop(&messages, &reader.map, program, reporter),
    }
}

/// Reads and lowers the inputs of the configuration, and looks up the name. Without inputs it can only be that of a
/// code, and `near` is the one that was perhaps meant.
fn explain_name(
    args: &ExplainArgs,
    program: &Program,
    reader: &mut InputReader<'_>,
    near: Option<&str>,
) -> Result<Explained, Vec<Message>> {
    let codegen = CodegenArgs {
        config: args.config.clone(),
        ..CodegenArgs::default()
    };
    let settings = Settings::resolve(&codegen, program, reader).map_err(|messages| match near {
        Some(_) => vec![unknown_name(&args.name, near)],
        None => messages,
    })?;
    let mut inputs = Inputs::read(&settings, reader);
    let diagnostics = std::mem::take(&mut inputs.diagnostics);
    let config = inputs.lowering(&settings);
    let tables = tables::config(&settings);
    let Some(read) = inputs.to_lower(&tables) else {
        return Err(diagnostics.into_iter().map(Message::from).collect());
    };
    let api = lower(read, &config).api;
    let view = View {
        api: &api,
        inputs: &inputs,
        map: &reader.map,
        emit: &settings.emit,
    };
    match find::find(&args.name, &api) {
        Ok(subject) => Ok(explain(subject, &view)),
        Err(Missing::Ambiguous(names)) => Err(vec![ambiguous_name(&args.name, &names)]),
        Err(Missing::Unknown(near)) => Err(vec![unknown_name(&args.name, near.as_deref())]),
    }
}

fn explain(subject: Subject<'_>, view: &View<'_>) -> Explained {
    match subject {
        Subject::Type(id) => Explained::Type(types::explain(id, view)),
        Subject::Property(def, field) => Explained::Property(property::explain(def, field, view)),
        Subject::Operation(operation) => Explained::Operation(operation::explain(operation, view)),
        Subject::Suppressed(one) => Explained::Suppressed(suppressed::explain(one, view)),
        Subject::Scope(scope) => Explained::Scope(scope::explain(scope, view)),
        Subject::Policy(policy) => Explained::Policy(policy::explain(policy, view)),
    }
}

fn unknown_name(name: &str, near: Option<&str>) -> Message {
    let message = Message::error(codes::USAGE, format!("`{name}` is not known"));
    match near {
        Some(near) => message.help(format!("did you mean `{near}`?")),
        None => message.help(
            "name a type (`User`), a property (`User.mail`), an operation (`list-users`, `GET /users`), \
             a scope, a policy, or the code of a message",
        ),
    }
}

fn ambiguous_name(name: &str, names: &[String]) -> Message {
    let text = format!("`{name}` is ambiguous: it may be any of {}", names.len());
    Message::error(codes::USAGE, text).help(format!("say which: {}", names.join(", ")))
}

fn stop(messages: &[Message], map: &SourceMap, program: &Program, reporter: &mut Reporter) -> Exit {
    for message in messages {
        reporter.message(map, message);
    }
    reporter.summary(&Summary {
        elapsed: program.started.elapsed(),
        ..Summary::default()
    });
    Exit::Stopped
}

/// The text for people.
impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(ty) => ty.fmt(f),
            Self::Property(property) => property.fmt(f),
            Self::Operation(operation) => operation.fmt(f),
            Self::Suppressed(suppressed) => suppressed.fmt(f),
            Self::Scope(scope) => scope.fmt(f),
            Self::Policy(policy) => policy.fmt(f),
        }
    }
}
