/// Lessons as people write them who have never seen the bundled ones.
enum SmallLesson: String, CaseIterable {
  case chain, line, momentum, classes, deep, steps, logistic

  var text: String {
    switch self {
    case .chain: stage(Self.chainStage)
    case .line: stage(Self.lineStage)
    case .momentum: stage(Self.momentumStage)
    case .classes: stage(Self.classesStage)
    case .deep: stage(Self.deepStage)
    case .steps: stage(Self.stepsStage)
    case .logistic: stage(Self.logisticStage)
    }
  }

  /// Two neurons, one after the other; single numbers throughout.
  private static let chainStage = """
    def sigmoid(z): return 1 / (1 + exp(-z))
    x = 1.5
    y = 0.5
    v1 = 0.83
    c1 = 0.12
    v2 = -0.64
    c2 = 0.37
    z1 = v1 * x + c1
    a1 = tanh(z1)
    z2 = v2 * a1 + c2
    a2 = sigmoid(z2)
    C = (a2 - y) ** 2
    dC_da2 = 2 * (a2 - y)
    da2_dz2 = a2 * (1 - a2)
    dC_dz2 = dC_da2 * da2_dz2
    dC_dv2 = dC_dz2 * a1
    dC_dc2 = dC_dz2
    dC_da1 = dC_dz2 * v2
    dC_dz1 = dC_da1 * (1 - a1 ** 2)
    dC_dv1 = dC_dz1 * x
    dC_dc1 = dC_dz1
    v1_new = v1 - 0.3 * dC_dv1
    v2_new = v2 - 0.3 * dC_dv2
    """

  /// Linear regression on a few points.
  private static let lineStage = """
    x = array([1.2, 2.3, 3.1, 4.7])
    y = array([2.9, 5.2, 6.4, 10.3])
    m = 0.7
    b = 0.4
    rate = 0.05
    n = 4
    pred = m * x + b
    error = y - pred
    cost = sum(error ** 2) / n
    dcost_dm = -2 * sum(error * x) / n
    dcost_db = -2 * sum(error) / n
    m_new = m - rate * dcost_dm
    b_new = b - rate * dcost_db
    """

  /// Momentum, then Adam's averages.
  private static let momentumStage = """
    w = array([1.3, -0.8])
    a = array([0.4, 2.1])
    v0 = array([0.25, -0.35])
    eta = 0.15
    beta = 0.9
    f = sum(a * square(w))
    df_dw = 2 * a * w
    v1 = beta * v0 + (1 - beta) * df_dw
    w1 = w - eta * v1
    m = 0.1 * df_dw
    s = 0.001 * df_dw ** 2
    mhat = m / (1 - 0.9)
    shat = s / (1 - 0.999)
    w_adam = w - eta * mhat / (sqrt(shat) + 0.01)
    """

  /// A linear classifier with functions for everything.
  private static let classesStage = """
    def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)
    def cross_entropy(p, y): return -mean(sum(y * log(p), axis=1))
    X = array([[1.1, 2.3], [0.5, -1.2], [-0.7, 0.4]])
    Y = array([[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    W = array([[0.23, -0.11, 0.42], [0.14, 0.31, -0.22]])
    b = array([0.13, 0.02, -0.17])
    lr = 0.4
    N = 3
    z = X @ W + b
    p = softmax(z)
    L = cross_entropy(p, Y)
    dL_dz = (p - Y) / N
    dL_dW = X.T @ dL_dz
    dL_db = sum(dL_dz, axis=0)
    W_new = W - lr * dL_dW
    b_new = b - lr * dL_db
    """

  /// Three layers with biases, four observations in rows, ReLU and tanh and sigmoid.
  private static let deepStage = """
    def relu(t): return maximum(0, t)
    def relu_slope(t): return where(t > 0, 1, 0)
    def logistic(t): return 1 / (1 + exp(-t))
    def loss(out, y): return sum((out - y) ** 2) / (2 * 4)
    X = array([[0.3, -0.6], [1.2, 0.4], [-0.8, 0.9], [0.5, 1.1]])
    Y = array([[0.2], [0.9], [0.4], [0.7]])
    W1 = array([[0.5, -0.3, 0.8], [0.2, 0.7, -0.4]])
    b1 = array([[0.11, -0.06, 0.09]])
    W2 = array([[0.6, -0.2], [0.35, 0.45], [-0.15, 0.55]])
    b2 = array([[0.07, -0.13]])
    W3 = array([[0.9], [-0.65]])
    b3 = array([[0.04]])
    z1 = X @ W1 + b1
    h1 = relu(z1)
    z2 = h1 @ W2 + b2
    h2 = tanh(z2)
    z3 = h2 @ W3 + b3
    out = logistic(z3)
    L = loss(out, Y)
    dz3 = (out - Y) / 4 * out * (1 - out)
    dW3 = h2.T @ dz3
    db3 = sum(dz3, axis=0, keepdims=True)
    dh2 = dz3 @ W3.T
    dz2 = dh2 * (1 - h2 ** 2)
    dW2 = h1.T @ dz2
    db2 = sum(dz2, axis=0, keepdims=True)
    dh1 = dz2 @ W2.T
    dz1 = dh1 * relu_slope(z1)
    dW1 = X.T @ dz1
    db1 = sum(dz1, axis=0, keepdims=True)
    W1 = W1 - 0.1 * dW1
    W2 = W2 - 0.1 * dW2
    W3 = W3 - 0.1 * dW3
    """

  /// Two steps of linear regression that give the same names new values.
  private static let stepsStage = """
    x = array([1.2, 2.3, 3.1, 4.7])
    y = array([2.9, 5.2, 6.4, 10.3])
    m = 0.7
    b = 0.4
    rate = 0.03
    guess = m * x + b
    dm = sum((guess - y) * x) / 4
    db = sum(guess - y) / 4
    m = m - rate * dm
    b = b - rate * db
    guess2 = m * x + b
    dm = sum((guess2 - y) * x) / 4
    db = sum(guess2 - y) / 4
    m = m - rate * dm
    b = b - rate * db
    """

  /// A yes or no for each observation, and a ReLU whose slope is a comparison.
  private static let logisticStage = """
    X = array([[0.5, -1.3], [1.7, 0.6], [-0.4, 0.9]])
    y = array([[1], [0], [1]])
    V = array([[0.4, -0.7], [0.8, 0.3]])
    c = array([0.15, -0.25])
    w = array([[0.65], [-0.45]])
    k = X @ V + c
    a = maximum(k, 0)
    p = 1 / (1 + exp(-(a @ w)))
    L = -sum(y * log(p) + (1 - y) * log(1 - p)) / 3
    dL_ds = (p - y) / 3
    dL_dw = a.T @ dL_ds
    dL_da = dL_ds @ w.T
    dL_dk = dL_da * (k > 0)
    dL_dV = X.T @ dL_dk
    """
}
