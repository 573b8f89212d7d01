package ai.tickstock.analytics.oracle;

import ai.tickstock.analytics.indicators.IndicatorParameter;
import ai.tickstock.analytics.indicators.IndicatorParameter.Type;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.Input;
import com.tictactec.ta.lib.CoreAnnotated;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import com.tictactec.ta.lib.meta.annotation.FuncInfo;
import com.tictactec.ta.lib.meta.annotation.InputFlags;
import com.tictactec.ta.lib.meta.annotation.InputParameterInfo;
import com.tictactec.ta.lib.meta.annotation.InputParameterType;
import com.tictactec.ta.lib.meta.annotation.IntegerRange;
import com.tictactec.ta.lib.meta.annotation.OptInputParameterInfo;
import com.tictactec.ta.lib.meta.annotation.RealRange;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A function of TA-Lib's Java port (com.tictactec:ta-lib 0.4.0) with settings of ours, over all
 * bars in one call. What the function takes is read from the port's annotations; names are the
 * same. Not thread-safe.
 */
public final class TalibPort {
  private static final CoreAnnotated CORE = new CoreAnnotated();
  private static final Map<String, Method> METHODS = new HashMap<>();

  static {
    for (Method method : CoreAnnotated.class.getMethods()) {
      FuncInfo info = method.getAnnotation(FuncInfo.class);
      if (info != null) {
        METHODS.put(info.name(), method);
      }
    }
  }

  private final Method method;
  private final double[][] bars;
  private final List<Object> options = new ArrayList<>();
  private final List<Class<?>> optionTypes = new ArrayList<>();
  private final List<Object> outputs = new ArrayList<>();
  private final MInteger begin = new MInteger();
  private final MInteger count = new MInteger();
  private final Object[] arguments;

  /** Whether the port has a function of this name. */
  public static boolean has(String name) {
    return METHODS.containsKey(name);
  }

  /**
   * Of a function that the port {@linkplain #has has}, with our settings.
   *
   * @param bars columns of equal length: open, high, low, close, volume
   */
  public TalibPort(IndicatorSpec spec, double[][] bars) {
    this(spec.name(), realInputs(spec), settings(spec), bars);
  }

  /** As {@link #TalibPort(IndicatorSpec, double[][])}, with the port's own settings. */
  public TalibPort(String name, double[][] bars) {
    this(name, List.of(), Map.of(), bars);
  }

  private TalibPort(
      String name, List<Input> inputs, Map<String, Double> settings, double[][] bars) {
    this.method = METHODS.get(name);
    this.bars = bars;
    List<Object> all = new ArrayList<>(List.of(0, bars[0].length - 1));
    all.addAll(columns(inputs));
    gatherOptions(settings);
    all.addAll(options);
    all.addAll(List.of(begin, count));
    while (all.size() < method.getParameterCount()) {
      boolean real = method.getParameterTypes()[all.size()] == double[].class;
      Object output = real ? new double[bars[0].length] : new int[bars[0].length];
      outputs.add(output);
      all.add(output);
    }
    arguments = all.toArray();
  }

  private List<double[]> columns(List<Input> inputs) {
    Iterator<Input> reals = inputs.iterator();
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < method.getParameterCount(); i++) {
      InputParameterInfo info = annotation(i, InputParameterInfo.class);
      if (info != null && info.type() == InputParameterType.TA_Input_Price) {
        addPrices(info.flags(), columns);
      } else if (info != null) {
        columns.add(column(reals.next()));
      }
    }
    return columns;
  }

  private void addPrices(int flags, List<double[]> columns) {
    int[] inOrder = {
      InputFlags.TA_IN_PRICE_OPEN,
      InputFlags.TA_IN_PRICE_HIGH,
      InputFlags.TA_IN_PRICE_LOW,
      InputFlags.TA_IN_PRICE_CLOSE,
      InputFlags.TA_IN_PRICE_VOLUME
    };
    for (int i = 0; i < inOrder.length; i++) {
      if ((flags & inOrder[i]) != 0) {
        columns.add(bars[i]);
      }
    }
  }

  /** What the plain inputs are: parameters where there are such, else what the definition says. */
  private static List<Input> realInputs(IndicatorSpec spec) {
    List<Input> chosen =
        spec.definition().parameters().stream()
            .filter(parameter -> parameter.type() == Type.INPUT)
            .map(parameter -> Input.values()[spec.parameters().get(parameter.name()).intValue()])
            .toList();
    return chosen.isEmpty()
        ? spec.definition().inputs().stream()
            .map(label -> Input.valueOf(label.toUpperCase(Locale.ROOT)))
            .toList()
        : chosen;
  }

  private double[] column(Input input) {
    double[] column = new double[bars[0].length];
    for (int i = 0; i < column.length; i++) {
      column[i] = input.of(i, bars[0][i], bars[1][i], bars[2][i], bars[3][i], bars[4][i]);
    }
    return column;
  }

  private void gatherOptions(Map<String, Double> settings) {
    for (int i = 0; i < method.getParameterCount(); i++) {
      OptInputParameterInfo info = annotation(i, OptInputParameterInfo.class);
      if (info != null) {
        Class<?> type = method.getParameterTypes()[i];
        Double value = settings.get(info.paramName().substring("optIn".length()));
        optionTypes.add(type);
        options.add(option(type, value == null ? usual(i) : value));
      }
    }
    if (!settings.isEmpty() && settings.size() != options.size()) {
      throw new AssertionError(method.getName() + " does not take what is in " + settings);
    }
  }

  private static Object option(Class<?> type, double value) {
    if (type == double.class) {
      return value;
    }
    return type == int.class ? (Object) (int) value : MAType.values()[(int) value];
  }

  private double usual(int parameter) {
    RealRange real = annotation(parameter, RealRange.class);
    IntegerRange whole = annotation(parameter, IntegerRange.class);
    return real != null ? real.defaultValue() : whole != null ? whole.defaultValue() : 0;
  }

  private <A extends Annotation> A annotation(int parameter, Class<A> type) {
    for (Annotation annotation : method.getParameterAnnotations()[parameter]) {
      if (type.isInstance(annotation)) {
        return type.cast(annotation);
      }
    }
    return null;
  }

  /** The settings by TA-Lib's names. */
  private static Map<String, Double> settings(IndicatorSpec spec) {
    return spec.definition().parameters().stream()
        .filter(parameter -> parameter.type() != Type.INPUT)
        .collect(
            Collectors.toMap(
                IndicatorParameter::talibName,
                parameter -> spec.parameters().get(parameter.name())));
  }

  /** Bars before the first answer, as the port's own function for it says. */
  public int lookback() {
    try {
      return (int)
          CoreAnnotated.class
              .getMethod(method.getName() + "Lookback", optionTypes.toArray(Class<?>[]::new))
              .invoke(CORE, options.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method.getName(), e);
    }
  }

  /**
   * Calls the function and returns how many bars have an answer: the last ones.
   *
   * @throws IllegalStateException if the port fails
   */
  public int run() {
    try {
      Object code = method.invoke(CORE, arguments);
      if (code != RetCode.Success) {
        throw new IllegalStateException(method.getName() + ": " + code);
      }
      return count.value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          method.getName() + Arrays.toString(arguments) + ": " + e.getCause(), e);
    }
  }

  /** The first bar with an answer, after {@link #run}; 0 if there is none. */
  public int begin() {
    return begin.value;
  }

  /** How many outputs there are. */
  public int outputCount() {
    return outputs.size();
  }

  /** An output at a bar, both from 0, after {@link #run}. */
  public double output(int index, int bar) {
    int place = bar - begin.value;
    return outputs.get(index) instanceof double[] reals
        ? reals[place]
        : ((int[]) outputs.get(index))[place];
  }
}
