//! The command `codegen`: a plan, and then writing or comparing.

use crate::args::CodegenArgs;
use crate::codes;
use crate::files::Disk;
use crate::message::Message;
use crate::output::{self, Difference, Folder, Written};
use crate::plan::{Plan, plan};
use crate::program::{Exit, Program};
use crate::reader::InputReader;
use crate::settings::Settings;
use crate::show::{Reporter, Summary};
use graphwright_source::SourceMap;

/// Runs the command.
pub(crate) fn run(args: &CodegenArgs, program: &Program, reporter: &mut Reporter) -> Exit {
    let mut reader = InputReader::new(&Disk);
    let progress = reporter.progress("reading and generating");
    let (plan, folder) = prepare(args, program, &mut reader);
    drop(progress);
    for message in &plan.messages {
        reporter.message(&reader.map, message);
    }
    let mut summary = Summary {
        counts: plan.counts,
        ..Summary::default()
    };
    let exit = match folder {
        Some(folder) if !plan.messages.iter().any(Message::is_error) => {
            let last = LastStep {
                args,
                program,
                folder: &folder,
                map: &reader.map,
            };
            last.write_or_check(&plan, reporter, &mut summary)
        }
        _ => Exit::Stopped,
    };
    summary.elapsed = program.started.elapsed();
    reporter.summary(&summary);
    exit
}

/// Everything up to the last step. The messages of the plan are about the settings, the inputs and the folder; if the
/// settings are wrong, the plan has nothing else.
fn prepare(
    args: &CodegenArgs,
    program: &Program,
    reader: &mut InputReader<'_>,
) -> (Plan, Option<Folder>) {
    let settings = match Settings::resolve(args, program, reader) {
        Ok(settings) => settings,
        Err(messages) => {
            return (
                Plan {
                    messages,
                    ..Plan::default()
                },
                None,
            );
        }
    };
    let mut plan = plan(&settings, reader);
    match Folder::open(&settings.dir, settings.placement()) {
        Ok(folder) => (plan, Some(folder)),
        Err(message) => {
            plan.messages.push(message);
            plan.counts.files = 0;
            (plan, None)
        }
    }
}

/// The last step: writing or comparing.
struct LastStep<'a> {
    args: &'a CodegenArgs,
    program: &'a Program,
    folder: &'a Folder,
    map: &'a SourceMap,
}

impl LastStep<'_> {
    fn write_or_check(&self, plan: &Plan, reporter: &mut Reporter, summary: &mut Summary) -> Exit {
        let differences = match self.folder.compare(&plan.files) {
            Ok(differences) => differences,
            Err(error) => {
                let text = format!("the output folder cannot be read: {error}");
                let message = Message::error(codes::OUTPUT_FOREIGN, text);
                reporter.message(self.map, &message.path(self.folder.dir()));
                return Exit::Stopped;
            }
        };
        for difference in differences.iter().filter(|difference| difference.edited) {
            reporter.message(self.map, &warn_edited(self.folder, difference, self.args));
        }
        if self.args.check {
            summary.written = Some(Written::default());
            return self.check(&differences, reporter);
        }
        match self.folder.write(&differences) {
            Ok(written) => {
                summary.written = Some(written);
                Exit::Done
            }
            Err(failure) => {
                let message = Message::error(
                    codes::OUTPUT_FAILED,
                    format!("cannot be written: {}", failure.error),
                );
                reporter.message(self.map, &message.path(failure.path));
                Exit::Failed
            }
        }
    }

    fn check(&self, differences: &[Difference<'_>], reporter: &mut Reporter) -> Exit {
        if differences.is_empty() {
            return Exit::Done;
        }
        let help = format!("run `{}`", self.args.writing_command(self.program));
        if reporter.is_json() {
            for difference in differences {
                let message =
                    Message::error(codes::OUTPUT_STALE, "differs from what the inputs generate")
                        .help(&help);
                reporter.message(self.map, &message.path(self.folder.file(&difference.path)));
            }
        } else {
            reporter.diff(&output::diff(self.folder, differences));
            let text = format!(
                "{} from what the inputs generate",
                generated_files_are(differences.len())
            );
            reporter.message(
                self.map,
                &Message::error(codes::OUTPUT_STALE, text)
                    .path(self.folder.dir())
                    .help(help),
            );
        }
        Exit::Different
    }
}

/// The warning about a file that was changed since it was generated.
fn warn_edited(folder: &Folder, difference: &Difference<'_>, args: &CodegenArgs) -> Message {
    let text = match (&difference.new, args.check) {
        (None, _) => "edited and no longer generated: it is kept, and is no longer managed",
        (Some(_), false) => "edited after it was generated: it is overwritten",
        (Some(_), true) => "edited after it was generated: `codegen` will overwrite it",
    };
    Message::warning(codes::OUTPUT_EDITED, text).path(folder.file(&difference.path))
}

fn generated_files_are(number: usize) -> String {
    if number == 1 {
        "1 generated file differs".to_owned()
    } else {
        format!("{number} generated files differ")
    }
}
