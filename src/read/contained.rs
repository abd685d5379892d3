//! Calls into a parser that may panic. Takes a call, hands on its value or the panic's words; refuses to let the panic
//! out or onto the terminal. Panics outside such a call are left to whoever hooked them.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a call; a panic in it is an error with its words.
pub(super) fn contained<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(|| {
        let former = take_hook();
        set_hook(Box::new(move |info| {
            if !CONTAINED.try_with(Cell::get).unwrap_or(false) {
                former(info);
            }
        }));
    });
    let outer = CONTAINED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    CONTAINED.set(outer);
    result.map_err(|payload| words(payload.as_ref()))
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default().chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn a_panic_becomes_an_error_and_the_next_call_works() {
        let list: Vec<u8> = Vec::new();
        let result = contained(|| list[std::hint::black_box(3)]);
        assert!(result.is_err_and(|words| words.contains("out of bounds")));
        assert_eq!(contained(|| 7), Ok(7));
    }
}
