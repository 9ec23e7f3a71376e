//! The command `explain`: what a code means, and where the facts about a property came from.

mod property;

use crate::cli::{CodegenArgs, Exit, ExplainArgs, Program};
use crate::codes;
use crate::files::Disk;
use crate::inputs::Inputs;
use crate::message::Message;
use crate::settings::Settings;
use crate::show::{Reporter, Summary};
use crate::sources::Sources;
use graphwright_lower::lower;
use graphwright_source::SourceMap;
pub(crate) use property::Property;

/// Explains a code, or a property such as `User.mobilePhone`.
pub(crate) fn run(args: &ExplainArgs, program: &Program, reporter: &mut Reporter) -> Exit {
    let mut sources = Sources::new(&Disk);
    let explained = if args.name.contains('.') {
        property(args, program, &mut sources).map(|property| reporter.property(&property))
    } else {
        code(&args.name).map(|known| reporter.explanation(&known))
    };
    match explained {
        Ok(()) => Exit::Done,
        Err(messages) => stop(&messages, &sources.map, program, reporter),
    }
}

fn code(name: &str) -> Result<codes::Explanation, Vec<Message>> {
    codes::find(name).map_err(|near| {
        let mut message = Message::error(codes::USAGE, format!("there is no code `{name}`"));
        message.help = near.map(|near| format!("did you mean `{near}`?"));
        vec![message]
    })
}

/// Reads and lowers the inputs of the configuration, and looks the property up.
fn property(
    args: &ExplainArgs,
    program: &Program,
    sources: &mut Sources<'_>,
) -> Result<Property, Vec<Message>> {
    let codegen = CodegenArgs {
        config: args.config.clone(),
        ..CodegenArgs::default()
    };
    let settings = Settings::resolve(&codegen, program, sources)?;
    let mut inputs = Inputs::read(&settings, sources);
    let diagnostics = std::mem::take(&mut inputs.diagnostics);
    let config = inputs.config(&settings);
    let Some(read) = inputs.sources() else {
        return Err(diagnostics.into_iter().map(Message::from).collect());
    };
    let api = lower(read, &config).api;
    property::explain(&args.name, &api, &inputs, &sources.map).map_err(|(reason, near)| {
        let mut message = Message::error(codes::USAGE, reason);
        message.help = near.map(|near| format!("did you mean `{near}`?"));
        vec![message]
    })
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
