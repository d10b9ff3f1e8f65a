//! A place on a phone's way to the server at which a story may stand.

use std::sync::{Arc, Mutex, PoisonError};

use outrider_core::transport::{
    HttpNetwork, HttpReply, HttpRequest, Network, Sink, Transport, Trouble,
};

/// Is called with the number of a request, from 0, and its path.
type Hook = Box<dyn FnMut(u64, &str) + Send>;

/// What happens before a request leaves a phone.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<(u64, Option<Hook>)>>);

impl Gate {
    /// Does something before each request from now on, counted anew.
    pub fn before_each(&self, hook: impl FnMut(u64, &str) + Send + 'static) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (0, Some(Box::new(hook)));
    }

    /// Does nothing from now on; gives how many requests there were.
    pub fn opens(&self) -> u64 {
        let mut gate = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *gate).0
    }

    fn passes(&self, path: &str) {
        let (count, mut hook) = {
            let mut gate = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            gate.0 += 1;
            (gate.0 - 1, gate.1.take())
        };
        if let Some(hook) = &mut hook {
            hook(count, path);
        }
        let mut gate = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gate.1 = gate.1.take().or(hook);
    }
}

impl Network for Gate {
    fn open(&self, address: &str) -> Result<Arc<dyn Transport>, Trouble> {
        let way = HttpNetwork::default().open(address)?;
        Ok(Arc::new(Way(self.clone(), way)))
    }
}

struct Way(Gate, Arc<dyn Transport>);

impl Transport for Way {
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        self.0.passes(&request.path);
        self.1.send(request)
    }

    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble> {
        self.1.listen(request, sink)
    }

    fn hang_up(&self) {
        self.1.hang_up();
    }
}
